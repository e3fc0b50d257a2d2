-- One row for each statement of the theory of change: where what shows it was, is and should be.
select t.stage, t.position, t.statement, t.indicator, f.title, f.unit, f.period, t.baseline, f.value, f.lower95_0cl,
  f.upper95_0cl, t.target, cast(t.due as varchar) as due, v.judgement, v.distance
from theory_statement as t
join theory_value as v on v.stage = t.stage and v.statement = t.statement
left join theory_figure as f on f.indicator = t.indicator
