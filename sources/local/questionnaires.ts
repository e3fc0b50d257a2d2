/** Questionnaires that councils use before and after a programme: which way is better, and from where on there is concern. */

export interface Questionnaire {
  readonly title: string;
  /** How people write it in a file; capitals, spaces and signs do not matter. */
  readonly names: readonly string[];
  readonly better: 'lower' | 'higher';
  /** The first score of clinical concern: from it upwards where lower is better, downwards where higher is. */
  readonly cutoff?: number;
  readonly source: string;
}

export const questionnaires: readonly Questionnaire[] = [
  {
    title: 'Depression (PHQ-9)',
    names: ['PHQ-9', 'Patient Health Questionnaire'],
    better: 'lower',
    cutoff: 10,
    source: 'Kroenke, Spitzer and Williams (2001), J Gen Intern Med 16:606–613',
  },
  {
    title: 'Anxiety (GAD-7)',
    names: ['GAD-7', 'Generalised Anxiety Disorder'],
    better: 'lower',
    cutoff: 10,
    source: 'Spitzer and others (2006), Arch Intern Med 166:1092–1097',
  },
  {
    title: 'Child’s difficulties (SDQ, by a parent)',
    names: ['SDQ', 'SDQ total', 'SDQ total difficulties', 'Strengths and Difficulties Questionnaire'],
    better: 'lower',
    cutoff: 17,
    source: 'Goodman (1997), J Child Psychol Psychiatry 38:581–586',
  },
  {
    title: 'Psychological distress (CORE-10)',
    names: ['CORE-10'],
    better: 'lower',
    cutoff: 11,
    source: 'Barkham and others (2013), Couns Psychother Res 13:3–13',
  },
  {
    title: 'Mental wellbeing (WEMWBS)',
    names: ['WEMWBS', 'Warwick-Edinburgh Mental Wellbeing Scale'],
    better: 'higher',
    source: 'Tennant and others (2007), Health Qual Life Outcomes 5:63',
  },
  {
    title: 'Mental wellbeing (short WEMWBS)',
    names: ['SWEMWBS', 'Short WEMWBS'],
    better: 'higher',
    source: 'Stewart-Brown and others (2009), Health Qual Life Outcomes 7:15',
  },
  {
    title: 'Relationship quality (RQS)',
    names: ['RQS', 'Relationship Quality Scale'],
    better: 'higher',
    source: 'Chonody and others (2018), Res Soc Work Pract 28:920–930',
  },
  {
    title: 'Relationship quality (QMI)',
    names: ['QMI', 'Quality of Marriage Index'],
    better: 'higher',
    source: 'Norton (1983), J Marriage Fam 45:141–151',
  },
  {
    title: 'Couple satisfaction (CSI-16)',
    names: ['CSI-16', 'Couple Satisfaction Index 16', 'Couples Satisfaction Index 16'],
    better: 'higher',
    cutoff: 51,
    source: 'Funk and Rogge (2007), J Fam Psychol 21:572–583',
  },
  {
    title: 'Couple satisfaction (CSI-32)',
    names: ['CSI-32', 'Couple Satisfaction Index 32', 'Couples Satisfaction Index 32'],
    better: 'higher',
    cutoff: 104,
    source: 'Funk and Rogge (2007), J Fam Psychol 21:572–583',
  },
  {
    title: 'Parental stress (PSS)',
    names: ['PSS', 'Parental Stress Scale'],
    better: 'lower',
    source: 'Berry and Jones (1995), J Soc Pers Relat 12:463–472',
  },
  {
    title: 'Parenting (Parenting Scale)',
    names: ['Parenting Scale'],
    better: 'lower',
    source: 'Arnold and others (1993), Psychol Assess 5:137–144',
  },
];

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The questionnaire that a file means by a name. */
export const questionnaireOf = (name: string): Questionnaire | undefined =>
  questionnaires.find(({ names }) => names.some((one) => plain(one) === plain(name)));

/** The same as a SELECT, for SQL that reads single scores: `name` as `plain` makes it, `better`, `cutoff`. */
export const questionnairesSql: string = `select * from (values ${questionnaires
  .flatMap(({ names, better, cutoff }) => names.map((name) => `('${plain(name)}', '${better}', ${cutoff ?? 'null'})`))
  .join(', ')}) as q(name, better, cutoff)`;
