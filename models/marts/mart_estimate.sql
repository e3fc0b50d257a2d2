-- One row for each ward, authority and country, and each estimate that is modelled: share, limits, expected number.
select v.estimate, e.title, v.area_level, v.area, a.name as area_name, a.authority, v.value, v.lower95_0cl, v.upper95_0cl,
  v.people, v.people * v.value / 100 as expected, v.people * v.lower95_0cl / 100 as expected_lower95_0cl,
  v.people * v.upper95_0cl / 100 as expected_upper95_0cl,
  case when v.value is null then 'missing' else 'modelled' end as status, v.reason
from estimate_value as v
join estimate as e on e.estimate = v.estimate
join assessed as a on a.area_level = v.area_level and a.area = v.area
