/** Every connector the replica can play, one line each. */
import type { Case } from './case.js';
import { fileCase } from './file.js';
import { govukCase } from './govuk.js';
import { nomisCase } from './nomis.js';

export const cases: readonly Case[] = [fileCase, govukCase, nomisCase];
