-- One row for each ward assessed and level of help: what is expected to be needed, what is offered, what is short.
select o.ward, a.name as ward_name, a.authority, o.level, l.position, l.title as level_title, f.families, s.need,
  s.need_lower95_0cl, s.need_upper95_0cl, o.places, s.gap, s.gap_lower, s.gap_upper, s.rank_low, s.rank_high,
  case when s.gap is null then 'unknown' when s.gap_upper <= 0 then 'enough' when s.gap_lower > 0 then 'short'
    else 'unsure' end as judgement,
  case when s.gap is null then 'missing' else 'modelled' end as status
from offer as o
join assessed as a on a.area_level = 'ward' and a.area = o.ward
join pathway_level as l on l.level = o.level
left join family as f on f.area_level = 'ward' and f.area = o.ward
left join shortfall as s on s.ward = o.ward and s.level = o.level
