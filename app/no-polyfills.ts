// Nothing: next.config.js puts it in the place of Next's additions for browsers that are older than our style sheet.
export {};
