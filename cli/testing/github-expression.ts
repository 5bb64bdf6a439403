/** As much of GitHub's expressions as the action uses: names, `||`, `&&`, brackets, texts and `format()`. */

export type Context = { readonly [name: string]: string | Context };

/** A text with its `${{ … }}` filled in. */
export function filledIn(text: string, context: Context): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => evaluate(expression, context));
}

function evaluate(expression: string, context: Context): string {
  const tokens = expression.match(/'(?:[^']|'')*'|\|\||&&|[(),]|[\w.-]+/g) ?? [];
  let at = 0;
  const either = (): string => {
    let value = both();
    while (tokens[at] === '||') {
      at++;
      const other = both();
      value = value || other;
    }
    return value;
  };
  const both = (): string => {
    let value = one();
    while (tokens[at] === '&&') {
      at++;
      const other = one();
      value = value && other;
    }
    return value;
  };
  const one = (): string => {
    const token = tokens[at++] ?? '';
    if (token === '(') {
      const value = either();
      at++;
      return value;
    }
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (token !== 'format') return lookUp(token, context);
    const parts: string[] = [];
    for (at++; tokens[at] !== ')'; ) {
      if (tokens[at] === ',') at++;
      else parts.push(either());
    }
    at++;
    return (parts[0] ?? '').replace(/\{(\d)\}/g, (_, index: string) => parts[Number(index) + 1] ?? '');
  };
  const value = either();
  if (at !== tokens.length) throw new Error(`Not understood: ${expression}`);
  return value;
}

/** What GitHub does not set is an empty text. */
function lookUp(name: string, context: Context): string {
  let value: string | Context = context;
  for (const part of name.split('.')) value = typeof value === 'string' ? '' : (value[part] ?? '');
  if (typeof value !== 'string') throw new Error(`${name} is no text`);
  return value;
}
