import { readDocument, type DocumentKind } from '../documents/read-document';
import { effectiveConfig, type Config } from './config';
import { configJsonSchema } from './json-schema';
import { configSchema, type ConfigFile } from './schema';

/** Longer files are refused: a configuration is written by people. In UTF-16 code units. */
export const MAX_CONFIG_LENGTH = 200_000;

const CONFIGURATION: DocumentKind<ConfigFile> = { what: 'configuration', schema: configSchema, jsonSchema: configJsonSchema, maxLength: MAX_CONFIG_LENGTH };

/** The effective configuration from the text of `awaited.yaml`. Throws DocumentError. */
export function loadConfig(text: string, filePath: string): Config {
  return effectiveConfig(readDocument(text, filePath, CONFIGURATION) ?? {});
}
