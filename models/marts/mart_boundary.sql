-- One row for each ward that a map shows: those assessed and their neighbours.
select b.area, b.authority, w.in_area, b.geometry
from boundary as b
join ward as w on w.ward = b.area
where b.geometry is not null
