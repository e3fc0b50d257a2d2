/** What was found of help: where it falls short, where that meets the highest need, what there is, and what becomes of it. */
import { placesFinding } from '../charts/pathway-map.js';
import { newest, stayFinding } from '../charts/programme-funnel.js';
import { referralFinding } from '../charts/referral-control.js';
import { grouped } from '../report/figures.js';
import { type Finding, type FindingRows, type FindingRules, isShort, withNames } from './finding.js';
import { helpShort, helpTogether, missing, topFifth, whereHighest } from './findings.js';
import { outcomeFinding } from './outcome.js';
import { isTold, type Shortfall } from './pathway.js';
import { spokenOf } from './wards.js';
import { capital, count, counted, wardsIn } from './words.js';

const offered = ({ services }: FindingRows): Finding[] =>
  services.length === 0
    ? [{ text: 'The council has given no list of services: what help there is cannot be told.', anchor: 'gaps' }]
    : [{ text: `${placesFinding(services)}.`, chart: 'pathway-map', anchor: 'directory' }];

/** The levels at which each ward is clearly short of places: the whole range of the gap is above nought. */
export function shortOf(shortfall: readonly Shortfall[]): ReadonlyMap<string, readonly Shortfall[]> {
  const short = shortfall.filter(({ judgement }) => judgement === 'short');
  return new Map(grouped(short, ({ ward }) => ward).map((rows) => [rows[0]?.ward ?? '', rows]));
}

/** That nothing is known of gaps, and why: silence would read as enough. */
function untold({ shortfall }: FindingRows): Finding[] {
  if (shortfall.length === 0 || shortfall.some(isTold)) return [];
  const why = shortfall.some(({ need }) => need !== null)
    ? 'the services do not say how many places they have'
    : 'how many families are expected to need one could not be worked out';
  return [{ text: `Whether there are places enough cannot be told of any ward: ${why}.`, anchor: 'gaps' }];
}

/** Wards of the highest fifth that are short of help at two levels or more. */
function whereBoth(rows: FindingRows): Finding[] {
  if (!rows.shortfall.some(isTold)) return [];
  const top = topFifth(rows.index);
  const short = shortOf(rows.shortfall);
  const labels = spokenOf(rows.index);
  const both = top.filter(({ ward }) => (short.get(ward)?.length ?? 0) >= 2);
  if (top.length < 2) return [];
  const those = `Of the ${counted(top.length, 'ward')} in the highest fifth for need`;
  const said = `${those}, ${both.length === 0 ? 'none is' : `${count(both.length)} ${both.length === 1 ? 'is' : 'are'}`} clearly short of places at two levels of help or more`;
  const names = both.map(({ ward, ward_name }) => labels.get(ward) ?? ward_name);
  const text = both.length === 0 ? `${said}.` : withNames(`${said}:`, names, wardsIn);
  return [{ text, chart: 'pathway-matrix', anchor: 'ward-gaps' }];
}

/** Who stays, how scores moved, and which referrals were not appropriate. */
function taken({ uptake, referrals, outcomes }: FindingRows, room: number): Finding[] {
  const last = newest(uptake);
  const stay =
    last.length > 0
      ? [
          {
            text: `${capital(stayFinding(last))} (${last[0]?.period}).`,
            chart: 'programme-funnel',
          },
        ]
      : [];
  const sent = referrals.length > 0 ? [{ text: `${referralFinding(referrals)}.`, chart: 'referral-control' }] : [];
  const moved =
    outcomes.length > 0
      ? [{ text: `${outcomeFinding(outcomes)}.`, chart: 'outcome-change', anchor: 'outcome-table' }]
      : [];
  return [...stay, ...moved, ...sent].filter(({ text }) => isShort(text)).slice(0, room);
}

/** Where help falls short first, then what there is and what becomes of it, and where need is highest; what is missing only where there is no list of services. */
export const helpFindings: FindingRules = {
  opening: [untold, helpShort, whereBoth, offered, helpTogether],
  filling: [taken],
  closing: [whereHighest, (rows) => (rows.services.length === 0 ? missing(rows) : [])],
};
