/** `unawaited-project-call` → `Unawaited project call` */
export function ruleLabel(rule: string): string {
  const words = rule.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
