/** Every connector the replica can play, one line each. */
import type { Case } from './case.js';
import { nomisCase } from './nomis.js';

export const cases: readonly Case[] = [nomisCase];
