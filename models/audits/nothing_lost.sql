-- A count that does not add up: what its wards hold and what is unallocated must be the source's total.
select source, measure, period, residual
from reconciliation
where residual <> 0
