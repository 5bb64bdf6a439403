import { z } from 'zod';
import { openApiDocument } from '../lib/api/openapi';
import { configJsonSchema } from '../lib/config/json-schema';
import { statusReportShape } from '../lib/status-report-shape';
import { packJsonSchema } from '../scanner/packs/read-pack';
import { configReference } from './config-reference';
import { hazardReference } from './hazard-reference';
import { packReference } from './pack-reference';

/** What is generated from the code and kept in the repository: path → how it must read now. */
export function references(): Record<string, string> {
  return {
    'schema/awaited.schema.json': json(configJsonSchema()),
    'schema/pack.schema.json': json(packJsonSchema()),
    'schema/status-report.schema.json': json(z.toJSONSchema(statusReportShape, { target: 'draft-7' })),
    'schema/openapi.json': json(openApiDocument()),
    'docs/config.md': configReference(),
    'docs/hazards.md': hazardReference(),
    'docs/packs.md': packReference(),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
