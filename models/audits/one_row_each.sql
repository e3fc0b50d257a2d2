-- A ward that appears twice in the index.
select ward, count(*) as rows
from mart_index
group by ward
having count(*) > 1
