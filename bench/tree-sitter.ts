/** The facts that both parsers can give, taken with web-tree-sitter in its fastest way: one query for all of them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser, Query } from 'web-tree-sitter';

const QUERY = `
(function_definition name: (identifier) @name) @function
(class_definition name: (identifier) @name) @class
(call function: (_) @callee) @call
(await) @await
(with_item) @with
[(import_statement) (import_from_statement) (future_import_statement)] @import
(decorator) @decorator
`;

export interface PlainFact {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** Gives a function from a file's bytes to its facts; nothing of the tree is kept. */
export async function treeSitterExtractor(): Promise<(bytes: Uint8Array) => PlainFact[]> {
  await Parser.init();
  const python = await Language.load(readFileSync(createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm')));
  const parser = new Parser();
  parser.setLanguage(python);
  const query = new Query(python, QUERY);
  const decoder = new TextDecoder();
  return (bytes) => {
    const tree = parser.parse(decoder.decode(bytes));
    if (!tree) return [];
    const facts = query.captures(tree.rootNode).map(({ name, node }) => ({
      kind: name,
      start: node.startIndex,
      end: node.endIndex,
      line: node.startPosition.row + 1,
      column: node.startPosition.column + 1,
    }));
    tree.delete();
    return facts;
  };
}
