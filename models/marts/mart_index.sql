-- One row for each ward assessed: its place in the index, 1 the highest need, and how far it could move.
select a.area as ward, a.name as ward_name, a.authority, a.authority_name,
  v.score, v.base, v.rank, v.of, v.decile, g.rank_low, g.rank_high, g.p_top_fifth, g.draws,
  case when v.rank is null then 'no_estimate' else 'ranked' end as status,
  case when v.rank is not null then null
    when a.has_parts then 'a domain of the index has no figure here'
    else 'no small area was fitted to this ward' end as reason,
  cast(r.total as double) as residents
from assessed as a
join index_value as v on v.ward = a.area
left join rank_range as g on g.ward = a.area
left join area_measure as r
  on r.area_level = 'ward' and r.area = a.area and r.source = 'ons_census_age' and r.measure = 'residents'
where a.area_level = 'ward'
