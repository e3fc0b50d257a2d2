/** What a council's own files have in common. */
export const councilFile = {
  gives: 'observations',
  publisher: 'The council',
  licence: 'Not for release; figures are protected before they are used',
  page: 'assessment.yaml, under local',
  cadence: 'as the council supplies it',
  areaType: 'any',
  covers: 'the council’s own area',
  disclosure: 'own',
  releases: [],
} as const;

export const area = { heading: 'area', type: 'code' } as const;
