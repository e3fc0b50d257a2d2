-- One row for each ward ranked: its place in this edition and in the one before; none where ranks cannot be compared.
select n.ward, n.ward_name, n.authority, n.authority_name, n.of,
  e.rank as rank_before, e.rank_low as rank_low_before, e.rank_high as rank_high_before, n.rank, n.rank_low, n.rank_high,
  e.score as score_before, n.score, n.score - e.score as score_change,
  case when n.rank_high < e.rank_low then 'more_need'
    when n.rank_low > e.rank_high then 'less_need'
    when n.rank_low is null or e.rank_low is null then 'not_known'
    else 'within_ranges' end as moved
from mart_index as n
join earlier_ward as e on e.ward = n.ward
cross join mart_earlier as m
where m.ranks_reason is null and n.rank is not null and e.rank is not null
