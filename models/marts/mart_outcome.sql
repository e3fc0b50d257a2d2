-- One row for each programme, questionnaire and time after it: how far scores moved from those before.
select p.programme, p.measure, v.title as measure_title, v.better, p.timepoint, cast(p.position as integer) as position,
  case when p.paired = 1 then 'paired' else 'unpaired' end as basis,
  case when p.paired = 1 then p.began else p.n_then end as n_before, p.n,
  case when p.n_exact < 30 then 'small_numbers' when p.n_exact is not null then 'usual' end as reliability,
  case when p.near_another = 0 then p.mean_before end as mean_before,
  case when p.near_another = 0 then p.mean_after end as mean_after,
  v.change, v.lower95_0cl, v.upper95_0cl, v.effect, v.effect_lower95_0cl, v.effect_upper95_0cl,
  case when p.near_another = 0 then v.correlation end as correlation, v.judgement, v.cutoff,
  v.over_before, v.over_before_lower95_0cl, v.over_before_upper95_0cl,
  v.over_after, v.over_after_lower95_0cl, v.over_after_upper95_0cl,
  v.over_change, v.over_change_lower95_0cl, v.over_change_upper95_0cl,
  case when p.n_exact is null then 'withheld' when v.change is null then 'missing' when s.round_to is not null then 'rounded' else 'measured' end as status
from outcome_protected as p
join outcome_value as v on v.programme = p.programme and v.measure = p.measure and v.timepoint = p.timepoint
cross join setting as s
