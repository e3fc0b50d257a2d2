/** Every product. */
import type { Pipeline } from './define.js';
import { needsAssessment } from './needs-assessment.js';

export const pipelines: readonly Pipeline[] = [needsAssessment];
