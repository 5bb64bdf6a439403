/** From the text of a pack to what the scanner uses. Throws DocumentError with the key, the line and what was expected. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { JsonSchema } from '../../lib/documents/json-schema';
import { DocumentError, readDocument, type DocumentKind } from '../../lib/documents/read-document';
import { compilePack } from './compile-pack';
import { packSchema, type PackDocument } from './document';
import type { Pack } from './pack';
import { languageStubs, stubSet } from './stub-sets';
import { stubModules } from './stub-modules';
import { unknownSymbols } from './unknown-symbols';

/** Longer ones are refused, the document and each file beside it: packs are written by people. In UTF-16 code units. */
export const MAX_PACK_LENGTH = 400_000;

/** As published in `schema/pack.schema.json`. */
export function packJsonSchema(): JsonSchema {
  return z.toJSONSchema(packSchema, { io: 'input', target: 'draft-7' }) as JsonSchema;
}

const PACK: DocumentKind<PackDocument> = { what: 'pack', schema: packSchema, jsonSchema: packJsonSchema, maxLength: MAX_PACK_LENGTH };

export function readPackDocument(text: string, filePath: string): PackDocument {
  const document = readDocument(text, filePath, PACK);
  if (document === null) throw new DocumentError(`${filePath}: the file is empty, expected a pack.`);
  return document;
}

/** @param stubs text of the files that the document names under `stubs` */
export function builtInPack(document: PackDocument, stubs: readonly string[]): Pack {
  return compilePack(document, libraryOf(document, stubs), null);
}

/** A team's own pack: what it names must be in what it describes. */
export function ownPack(text: string, filePath: string, stubs: readonly string[]): Pack {
  const document = readPackDocument(text, filePath);
  const digest = createHash('sha256').update(JSON.stringify([text, ...stubs])).digest('hex').slice(0, 16);
  const pack = compilePack(document, libraryOf(document, stubs), digest);
  readDocument(text, filePath, { ...PACK, check: () => unknownSymbols(document, pack) });
  return pack;
}

function libraryOf(document: PackDocument, stubs: readonly string[]): Record<string, string> {
  const sets = [languageStubs(document.language), ...(document.libraries ?? []).map(stubSet), ...stubs];
  return { ...Object.assign({}, ...sets.map(stubModules)) as Record<string, string>, ...document.library };
}
