/** Every product. */
import type { Pipeline } from './define.js';
import { needsAssessment } from './needs-assessment.js';
import { supportPathways } from './support-pathways.js';

export const pipelines: readonly Pipeline[] = [needsAssessment, supportPathways];
