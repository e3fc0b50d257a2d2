-- One row for each indicator for whole authorities, and each authority assessed, its region and the country: what its value
-- is made of. Regions and the country have their published figure where there is one, or else the sum over their authorities.
with each as (
  select i.indicator, i.position, n.area_level, n.area, n.period, n.value as figure,
    case when i.kind = 'count' then n.value when i.denominator_measure is not null then n.value * d.value end as numerator,
    d.value as denominator, l.value as lower, u.value as upper, coalesce(n.inherited, i.inherited_from) as inherited,
    -- Districts share their county's figure, which counts once.
    case when n.inherited = 'utla' then w.area else n.area end as unit,
    case when n.status = 'withheld' or d.status = 'withheld' then 'withheld'
      when n.status = 'missing' or (i.kind = 'count' and coalesce(d.status, 'missing') = 'missing') then 'missing'
      -- A police force's count over an authority's people would be nobody's rate.
      when i.kind = 'count' and coalesce(n.inherited, '') <> coalesce(d.inherited, '') then 'missing'
      else 'measured' end as status
  from context_indicator as i
  join authority_figure as n on n.source = i.numerator_source and n.measure = i.numerator_measure
  left join authority_figure as d
    on d.source = i.denominator_source and d.measure = i.denominator_measure and d.area_level = n.area_level and d.area = n.area
  left join authority_figure as l
    on l.source = i.numerator_source and l.measure = i.lower_measure and l.area_level = n.area_level and l.area = n.area
    and l.period = n.period
  left join authority_figure as u
    on u.source = i.numerator_source and u.measure = i.upper_measure and u.area_level = n.area_level and u.area = n.area
    and u.period = n.period
  left join authority_within as w on w.authority = n.area and w.level = 'utla'
),
larger as (
  select w.authority, 'region' as area_level, w.area from authority_within as w where w.level = 'region'
  union all
  select distinct c.authority, 'country', s.country from authority_code as c cross join setting as s where c.own
),
size as (
  select area_level, area, count(*) as authorities from larger group by area_level, area
),
counted_once as (
  select e.indicator, l.area_level, l.area, e.unit, min(e.period) as period, min(e.numerator) as numerator,
    min(e.denominator) as denominator, count(*) as authorities
  from each as e
  join larger as l on l.authority = e.area
  where e.area_level = 'authority' and e.status = 'measured' and coalesce(e.inherited, 'utla') = 'utla'
    and e.numerator is not null and e.denominator is not null
  group by e.indicator, l.area_level, l.area, e.unit
),
summed as (
  -- Never a sum with a hole in it, nor one of a police force's figure many times over.
  select c.indicator, c.area_level, c.area, min(c.period) as period, sum(c.numerator order by c.unit) as numerator,
    sum(c.denominator order by c.unit) as denominator
  from counted_once as c
  join size as z on z.area_level = c.area_level and z.area = c.area
  group by c.indicator, c.area_level, c.area
  having sum(c.authorities) = max(z.authorities)
),
wanted as (
  select 1 as place, 'authority' as area_level, a.area, a.name, w.area as region
  from assessed as a
  left join authority_within as w on w.authority = a.area and w.level = 'region'
  where a.area_level = 'authority'
  union all
  select distinct 2, 'region', w.area, w.name, null
  from authority_within as w
  join assessed as a on a.area_level = 'authority' and a.area = w.authority
  where w.level = 'region'
  union all
  select 3, 'country', s.country, s.country_name, null
  from setting as s
)
select row_number() over (order by i.position, w.place, w.area) as figure, i.indicator, w.area_level, w.area, w.name as area_name,
  w.region, coalesce(e.period, s.period) as period, e.figure as published,
  case when e.status = 'measured' then e.numerator else s.numerator end as numerator,
  case when e.status = 'measured' then e.denominator else s.denominator end as denominator, e.lower, e.upper, e.inherited, c.name as inherited_name,
  case when e.status = 'measured' or (e.indicator is not null and s.indicator is null) then e.status
    when s.indicator is not null then 'measured' else 'missing' end as status,
  case when e.status = 'measured' then 'published' when s.indicator is not null then 'summed' end as made
from context_indicator as i
cross join wanted as w
left join each as e on e.indicator = i.indicator and e.area_level = w.area_level and e.area = w.area
left join summed as s on s.indicator = i.indicator and s.area_level = w.area_level and s.area = w.area
left join authority_within as c on c.level = e.inherited and c.authority = w.area
