-- One row for each assessed area: its families with dependent children and its children under 16, by the Census. Null
-- where either kind of family is not known.
with counted as (
  select m.area_level, m.area,
    sum(case when m.source = 'ons_census_household_composition' then m.total end) as families,
    count(case when m.source = 'ons_census_household_composition' then m.total end) as kinds,
    sum(case when m.source = 'ons_census_age' then m.total end) as children
  from area_measure as m
  join latest_period as p on p.source = m.source and p.measure = m.measure and p.period = m.period
  where m.source = 'ons_census_household_composition'
      and m.measure in ('couple_with_dependent_children', 'lone_parent_with_dependent_children')
    or m.source = 'ons_census_age' and m.measure = 'aged_under_16'
  group by m.area_level, m.area
)
select a.area_level, a.area, case when c.kinds = 2 then c.families end as families, c.children
from assessed as a
left join counted as c on c.area_level = a.area_level and c.area = a.area
