import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, readConfig } from './read-config.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(8443),
  DATABASE_URL: z.url().optional(),
  SECRET: z.string().min(16),
});

const message = (env: Record<string, string | undefined>): string => {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('reading the configuration', () => {
  it('gives typed values and defaults', () => {
    expect(readConfig(schema, { SECRET: 'x'.repeat(16), PORT: '9000', HOME: '/root' })).toEqual({
      SECRET: 'x'.repeat(16),
      PORT: 9000,
    });
    expect(readConfig(schema, { SECRET: 'x'.repeat(16) }).PORT).toBe(8443);
  });

  it('takes an empty variable as unset', () => {
    expect(readConfig(schema, { SECRET: 'x'.repeat(16), DATABASE_URL: '', PORT: '' })).toEqual({
      SECRET: 'x'.repeat(16),
      PORT: 8443,
    });
  });

  it('names every wrong variable in one line', () => {
    const text = message({ PORT: 'eighty', SECRET: 'short' });
    expect(text).toMatch(/PORT: /);
    expect(text).toMatch(/SECRET: /);
    expect(text.split('\n')).toHaveLength(1);
  });

  it('says that a variable is missing', () => {
    expect(message({})).toBe('Wrong configuration: SECRET is not set');
  });

  it('does not repeat a value, which may be a secret', () => {
    expect(message({ SECRET: 'hunter2', DATABASE_URL: 'hunter3' })).not.toMatch(/hunter/);
  });
});
