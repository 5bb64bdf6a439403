import type { Config } from '../config';
import { loadConfigs } from '../load-config';

/** The configuration of a file that has one migration. */
export function loadConfig(text: string, filePath: string): Config {
  const [config, ...others] = loadConfigs(text, filePath);
  if (config === undefined || others.length > 0) throw new Error(`${filePath} has ${others.length + 1} migrations`);
  return config;
}
