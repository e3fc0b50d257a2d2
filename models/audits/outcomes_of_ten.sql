-- Scores of fewer than ten people that have reached a mart.
select m.programme, m.measure, m.timepoint
from mart_outcome as m
join setting as s on s.round_to is null
where m.n < 10
