-- One row for each element of the planning tool and each day a stage was agreed. Stages are in an order where each holds a number.
select element, cast(date as varchar) as agreed_on, stage,
  try_cast(nullif(regexp_extract(stage, '[0-9]+([.][0-9]+)?'), '') as double) as position, evidence
from local_planning_tool
