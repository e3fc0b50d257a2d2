-- One row for each indicator: how good its figures are on five sides and, by the worst of them, as a whole.
with listed as (
  select indicator, title, domain, position from indicator
  union all
  select indicator, title, domain, position from context_indicator
),
named as (
  select indicator, side, grade, why, replace(side, '_', ' ') as called,
    case grade when 1 then 'robust' when 2 then 'some_concerns' else 'significant_concerns' end as rating
  from quality_side
),
worst as (
  select indicator, max(grade) as grade from named group by indicator
),
rated as (
  select n.indicator, min(case when n.grade = w.grade then n.rating end) as rating,
    case when min(w.grade) > 1 then concat_ws(', ', max(case when n.grade = w.grade and n.side = 'coverage' then n.called end),
      max(case when n.grade = w.grade and n.side = 'timeliness' then n.called end),
      max(case when n.grade = w.grade and n.side = 'geography_fit' then n.called end),
      max(case when n.grade = w.grade and n.side = 'completeness' then n.called end),
      max(case when n.grade = w.grade and n.side = 'method' then n.called end)) end as concerns,
    max(case when n.side = 'coverage' then n.rating end) as coverage, max(case when n.side = 'coverage' then n.why end) as coverage_why,
    max(case when n.side = 'timeliness' then n.rating end) as timeliness, max(case when n.side = 'timeliness' then n.why end) as timeliness_why,
    max(case when n.side = 'geography_fit' then n.rating end) as geography_fit,
    max(case when n.side = 'geography_fit' then n.why end) as geography_fit_why,
    max(case when n.side = 'completeness' then n.rating end) as completeness,
    max(case when n.side = 'completeness' then n.why end) as completeness_why,
    max(case when n.side = 'method' then n.rating end) as method, max(case when n.side = 'method' then n.why end) as method_why
  from named as n
  join worst as w on w.indicator = n.indicator
  group by n.indicator
)
select f.indicator, i.title, i.domain, i.position, f.area_level, x.weight is not null as in_index, f.period, r.rating, r.concerns,
  r.coverage, r.coverage_why, r.timeliness, r.timeliness_why, r.geography_fit, r.geography_fit_why, r.completeness,
  r.completeness_why, r.method, r.method_why
from quality_fact as f
join listed as i on i.indicator = f.indicator
join rated as r on r.indicator = f.indicator
left join index_indicator as x on x.indicator = f.indicator
