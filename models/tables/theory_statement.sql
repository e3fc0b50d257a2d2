-- One row for each statement of the theory of change, in the order of its stages. A name that the public edition has no
-- figure for may be that of something restricted: it is not said there.
select s.stage, case s.stage when 'now' then 1 when 'change' then 2 when 'intermediate' then 3 else 4 end as position,
  s.statement,
  case when t.edition = 'public' and f.indicator is null and strpos(trim(s.indicator), ' ') = 0 then null
    else trim(s.indicator) end as indicator,
  s.baseline, s.target, s."by" as due
from local_theory_of_change as s
cross join assessment as t
left join theory_figure as f on f.indicator = trim(s.indicator)
