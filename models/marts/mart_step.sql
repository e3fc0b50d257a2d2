-- One row for each step of making the index, as it was declared.
select s.position, s.step, s.indicator, i.title, s.setting, s.words
from index_step as s
left join indicator as i on i.indicator = s.indicator
