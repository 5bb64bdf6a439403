/** Library descriptions that come with Awaited: files of `library/`, which the build copies beside the command. */
import { readFileSync } from 'node:fs';
import type { Language } from '../facts';
import type { PackDocument } from './document';

const FOLDER = new URL('./library/', import.meta.url);
const OF_LANGUAGE: Readonly<Record<Language, string>> = { python: 'python.pyi', typescript: 'typescript.dts' };
const SETS: Readonly<Record<NonNullable<PackDocument['libraries']>[number], string>> = { frameworks: 'frameworks.pyi', sqlalchemy: 'sqlalchemy.pyi', typeorm: 'typeorm.dts' };

/** What the evaluator needs to know of a language's own library. */
export function languageStubs(language: Language): string {
  return read(OF_LANGUAGE[language]);
}

export function stubSet(name: keyof typeof SETS): string {
  return read(SETS[name]);
}

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}
