// What the compiler does not see. Rules that would only argue about taste are left out.
import next from '@next/eslint-plugin-next';
import reactHooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';

const promises = {
  // A forgotten await is what this product finds in other people's code.
  '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test'] }] }],
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
};

const everywhere = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'max-lines': ['warn', 250],
  'no-console': 'off',
  // Parsers read bytes: ranges such as [\x00-\x1f] are meant.
  'no-control-regex': 'off',
  // `void files;` states that a parameter of a contract is not used yet.
  'no-void': 'off',
};

/** e2e tests name what a person names: roles, labels and texts; and wait for what is seen, never for a time. */
const likeAPerson = [
  { selector: "CallExpression[callee.property.name='waitForTimeout']", message: 'Wait for what is seen on the page: expect(locator).toBeVisible().' },
  { selector: "CallExpression[callee.property.name='locator'][arguments.0.type='Literal']", message: 'Select by role, label or text: getByRole, getByLabel, getByText.' },
  { selector: "CallExpression[callee.property.name=/^(\\$|\\$\\$|\\$eval|\\$\\$eval)$/]", message: 'Select by role, label or text: getByRole, getByLabel, getByText.' },
];

export default typescript.config(
  { ignores: ['node_modules/', '.next/', 'dist/', '.corpus/', 'test-results/', 'playwright-report/', 'next-env.d.ts', 'coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [typescript.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...everywhere, ...promises },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [typescript.configs.recommended],
    rules: { 'max-lines': ['warn', 250] },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, '@next/next': next },
    rules: { ...reactHooks.configs.recommended.rules, ...next.configs.recommended.rules, ...next.configs['core-web-vitals'].rules },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...likeAPerson] },
  },
);
