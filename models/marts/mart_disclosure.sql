-- One row for each figure withheld, and the rule; never the number.
select p.indicator, i.title, p.area_level, p.area, a.name as area_name, coalesce(p.period, '') as period,
  cast(null as varchar) as item, cast(null as varchar) as number, p.rule
from indicator_series as p
join indicator as i on i.indicator = p.indicator
join assessed as a on a.area_level = p.area_level and a.area = p.area
where p.rule is not null
union all
select w.subject, w.title, coalesce(w.area_level, 'all'), coalesce(w.area, ''), coalesce(a.name, 'the whole area'),
  coalesce(w.period, ''), nullif(w.item, ''), w.number_words, w.rule
from withheld as w
left join assessed as a on a.area_level = w.area_level and a.area = w.area
where w.number is not null
union all
select 'outcome', 'Outcomes of programmes', 'all', '', 'the whole area', '', concat_ws(', ', programme, measure, timepoint),
  'scores', case when few = 1 then 'fewer_than_ten' else 'nearly_the_same_people' end
from outcome_protected
where few = 1 or near_another = 1
