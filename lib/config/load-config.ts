import { readDocument, type DocumentKind } from '../documents/read-document';
import { effectiveConfigs, type Config } from './config';
import { configJsonSchema } from './json-schema';
import { configSchema, type ConfigFile } from './schema';

/** Longer files are refused: a configuration is written by people. In UTF-16 code units. */
export const MAX_CONFIG_LENGTH = 200_000;

const CONFIGURATION: DocumentKind<ConfigFile> = { what: 'configuration', schema: configSchema, jsonSchema: configJsonSchema, maxLength: MAX_CONFIG_LENGTH };

/** The effective configurations from the text of `awaited.yaml`, one for each of its migrations. Throws DocumentError. */
export function loadConfigs(text: string, filePath: string): Config[] {
  return effectiveConfigs(readDocument(text, filePath, CONFIGURATION) ?? {});
}
