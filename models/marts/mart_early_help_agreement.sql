-- One row for each question of early-help assessments that is known by ward: whether wards stand in the order of the index.
select question, period, wards, value, lower95_0cl, upper95_0cl,
  case when value is null then 'not_told' when lower95_0cl > 0 then 'same_way' when upper95_0cl < 0 then 'other_way'
    else 'not_told' end as judgement
from early_help_agreement
