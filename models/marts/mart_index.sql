-- One row for each ward assessed: its place in the index, 1 the highest need, and how far it could move.
with otherwise as (
  select ward, count(rank) as alternatives, sum(case when top_fifth then 1 else 0 end) as alternatives_top_fifth
  from alternative_rank
  group by ward
)
select a.area as ward, a.name as ward_name, a.authority, a.authority_name,
  v.score, v.base, v.rank, v.of, v.decile, g.rank_low, g.rank_high, g.p_top_fifth, g.draws,
  case when v.rank is not null then o.alternatives end as alternatives,
  case when v.rank is not null and v.of >= 5 then o.alternatives_top_fifth end as alternatives_top_fifth,
  case when v.rank is not null and v.of >= 5 and o.alternatives > 0
    then v.rank <= case when v.of < 10 then ceil(v.of / 5.0) else floor(v.of / 5.0) end
      and o.alternatives_top_fifth = (select count(*) from alternative) end as always_top_fifth,
  case when v.rank is null then 'no_estimate' else 'ranked' end as status,
  case when v.rank is not null then null
    when a.has_parts then 'a domain of the index has no figure here'
    else 'no small area was fitted to this ward' end as reason,
  cast(r.total as double) as residents
from assessed as a
join index_value as v on v.ward = a.area
left join rank_range as g on g.ward = a.area
left join otherwise as o on o.ward = a.area
left join area_measure as r
  on r.area_level = 'ward' and r.area = a.area and r.source = 'ons_census_age' and r.measure = 'residents'
where a.area_level = 'ward'
