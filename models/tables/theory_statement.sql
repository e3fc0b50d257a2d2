-- One row for each statement of the theory of change, in the order of its stages.
select stage, case stage when 'now' then 1 when 'change' then 2 when 'intermediate' then 3 else 4 end as position,
  statement, trim(indicator) as indicator, baseline, target, "by" as due
from local_theory_of_change
