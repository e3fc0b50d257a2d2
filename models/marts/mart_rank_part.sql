-- One row for each ward ranked in both editions and each indicator of either index: what it adds to the change of the score.
select p.ward, p.indicator, coalesce(i.title, e.title, 'What an average ward scores') as title,
  p.by_value, p.by_others, p.by_weight, p.part
from rank_part as p
left join indicator as i on i.indicator = p.indicator
left join earlier_index_indicator as e on e.indicator = p.indicator
