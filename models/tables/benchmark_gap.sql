-- One row for each comparison that was asked for and is not there: neighbours that are authorities no more, a region that is
-- not known.
with successor as (
  select s.code, min(s.becomes) as becomes
  from succession as s
  join authority_code as c on c.authority = s.becomes
  group by s.code
)
select 'Neighbour ' || n.area as item,
  'No ward of this vintage lies in it: its code is of a council that was merged, split or given a new code, or of another country.'
    as what,
  'Left out of what its neighbours have together.' as effect,
  'Name ' || coalesce(t.becomes || ', which took its place,', 'the council that took its place')
    || ' under compare: neighbours in assessment.yaml.' as mend
from neighbour as n
left join successor as t on t.code = n.area
where n.area not in (select authority from authority_code)
union all
select 'Comparison with the region', 'The lookup of authorities to regions is not at hand, or does not name them all.',
  'Nothing is compared with the region.', 'Put it in the mirror as ons_ltla24_region24/2024.csv.'
from setting as s
where s.compare_region and not exists (select 1 from benchmark_member as m where m.benchmark = 'region')
