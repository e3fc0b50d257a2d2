-- One row for each question of early-help assessments, period and area: in how many the answer was yes.
select v.question, v.period, v.period = max(v.period) over (partition by v.question) as latest, v.area_level, v.area,
  a.name as area_name, v.assessments, v.yes, v.value, v.lower95_0cl, v.upper95_0cl, v.first_period, v.change,
  v.change_lower95_0cl, v.change_upper95_0cl, v.status
from early_help_value as v
join assessed as a on a.area_level = v.area_level and a.area = v.area
