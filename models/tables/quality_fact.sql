-- One row for each indicator, of wards or of whole authorities: what the rules of quality are about. Areas are those
-- assessed; ages are in months at the day of the newest data; `moved` and
-- `moved_far` are the areas whose count rounding or chance may move by more than 5 and 20 in 100.
with listed as (
  select i.indicator, 'ward' as area_level, i.numerator_source, i.numerator_measure, m.kind,
    coalesce(i.denominator_source, m.averaged_by_source) as denominator_source
  from indicator as i
  join measure as m on m.source = i.numerator_source and m.measure = i.numerator_measure
  union all
  select indicator, 'authority', numerator_source, numerator_measure, kind, denominator_source
  from context_indicator
),
lost as (
  select indicator, ward from index_imputed
  union
  select indicator, area from indicator_protected where area_level = 'ward' and status = 'withheld'
),
ward_area as (
  select p.indicator, p.area, p.period, p.status, l.ward is not null as lost, false as inherited,
    -- Errors of many small areas go both ways: their sum grows as the square root of their number.
    case when m.kind = 'count' and p.numerator > 0 then case
      when p.status = 'rounded' then cast(s.round_to as double) / 2
      else t.moved * sqrt(cast(a.parts as double)) end / p.numerator end as moved
  from indicator_protected as p
  join indicator as i on i.indicator = p.indicator
  join measure as m on m.source = i.numerator_source and m.measure = i.numerator_measure
  join source_trait as t on t.source = i.numerator_source
  cross join setting as s
  left join lost as l on l.indicator = p.indicator and l.ward = p.area
  left join area_measure as a on a.area_level = p.area_level and a.area = p.area and a.source = i.numerator_source
    and a.measure = i.numerator_measure and a.period = p.period
  where p.area_level = 'ward'
),
authority_area as (
  select c.indicator, c.area, c.period, c.status, c.status = 'withheld' as lost, c.inherited is not null as inherited,
    case when i.kind = 'count' and c.numerator > 0 then t.moved / c.numerator end as moved
  from context_count as c
  join context_indicator as i on i.indicator = c.indicator
  join source_trait as t on t.source = i.numerator_source
  where c.area_level = 'authority'
),
each as (
  select indicator, area, period, status, lost, inherited, moved from ward_area
  union all
  select indicator, area, period, status, lost, inherited, moved from authority_area
),
counted as (
  select indicator, max(period) as period, count(*) as areas,
    sum(case when status in ('missing', 'no_estimate') then 1 else 0 end) as silent, sum(case when lost then 1 else 0 end) as lost,
    sum(case when status = 'withheld' then 1 else 0 end) as withheld, bool_or(inherited) as inherited,
    sum(case when moved > 0.05 then 1 else 0 end) as moved, sum(case when moved > 0.2 then 1 else 0 end) as moved_far
  from each
  group by indicator
),
brought as (
  select indicator, count(*) as wards, sum(case when shared then 1 else 0 end) as shared, sum(case when bridged then 1 else 0 end) as bridged,
    sum(case when irregular then 1 else 0 end) as irregular, sum(case when parts < 3 then 1 else 0 end) as thin,
    count(parts) as fitted
  from indicator_placing
  group by indicator
),
beside as (
  select indicator, max(denominator_period) as period from indicator_period where latest group by indicator
)
select l.indicator, l.area_level, l.kind, c.period, c.areas, c.silent, c.lost, c.withheld,
  c.lost - c.withheld as filled, c.inherited, c.moved, c.moved_far,
  e.age, n.months, n.cadence,
  case when b.period <> c.period then b.period end as denominator_period,
  case when b.period <> c.period then f.age end as denominator_age,
  d.months as denominator_months, d.cadence as denominator_cadence,
  n.other_wards, n.sampled, n.basis, n.cautions, coalesce(p.wards, 0) as placed, coalesce(p.shared, 0) as shared,
  coalesce(p.bridged, 0) as bridged, coalesce(p.irregular, 0) as irregular, coalesce(p.thin, 0) as thin, coalesce(p.fitted, 0) as fitted
from listed as l
join counted as c on c.indicator = l.indicator
join source_trait as n on n.source = l.numerator_source
left join source_trait as d on d.source = l.denominator_source
left join brought as p on p.indicator = l.indicator
left join beside as b on b.indicator = l.indicator
left join period_age as e on e.period = c.period
left join period_age as f on f.period = b.period
