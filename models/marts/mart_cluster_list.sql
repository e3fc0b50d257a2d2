-- One row for each high-need cluster: wards that touch and stand out together, named after the neediest two of them.
with member as (
  select m.*, row_number() over (partition by m.cluster order by m.rank, m.ward) as place,
    count(*) over (partition by m.cluster) as wards
  from mart_cluster as m
  where m.cluster is not null
)
select m.cluster,
  max(case when m.place = 1 then m.ward_name end)
    || case when max(m.wards) = 1 then ''
      when max(m.wards) > 2 then ', '
      -- "Bowling and Barkerend, and City": two names, not three.
      when max(case when m.place <= 2 and m.ward_name like '% and %' then 1 else 0 end) = 1 then ', and '
      else ' and ' end
    || coalesce(max(case when m.place = 2 then m.ward_name end), '')
    || case when max(m.wards) > 2 then ' and ' || cast(max(m.wards) - 2 as varchar) || ' more' else '' end as name,
  max(m.wards) as wards, string_agg(m.ward_name, '; ' order by m.place) as ward_names,
  case when count(i.residents) = max(m.wards) then sum(i.residents) end as residents,
  sum(case when m.near_cut then 1 else 0 end) as wards_near_cut,
  min(m.rank) as best_rank, max(m.rank) as last_rank, max(m.p_adjusted) as p_adjusted_most, max(m.tests) as tests,
  max(m.permutations) as permutations, max(m.seed) as seed
from member as m
join mart_index as i on i.ward = m.ward
group by m.cluster
