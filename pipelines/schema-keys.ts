/** Which keys may stand at a place of a settings file, read off its schema. */
import { z } from 'zod';

/** The keys that a schema knows behind a path; none where any may stand. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const [key, ...rest] = path;
  const keys = alternatives(schema).flatMap((choice): readonly string[] => {
    if (choice instanceof z.ZodObject) {
      const shape = choice.shape as Readonly<Record<string, z.ZodType>>;
      if (key === undefined) return Object.keys(shape);
      const next = shape[String(key)];
      return next ? knownKeys(next, rest) : [];
    }
    if (choice instanceof z.ZodRecord) {
      if (key !== undefined) return knownKeys(choice.valueType as z.ZodType, rest);
      return choice.keyType instanceof z.ZodEnum ? choice.keyType.options.map(String) : [];
    }
    if (choice instanceof z.ZodArray && key !== undefined) return knownKeys(choice.element as z.ZodType, rest);
    return [];
  });
  return [...new Set(keys)];
}

/** What may stand in a place, without defaults and what becomes of it. */
function alternatives(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return alternatives(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return alternatives(schema.in as z.ZodType);
  if (schema instanceof z.ZodUnion) return (schema.options as readonly z.ZodType[]).flatMap(alternatives);
  return [schema];
}
