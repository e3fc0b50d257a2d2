-- A ward assessed that has no outline where others have one: outlines and lookup are not of the same wards, or one of them is not whole.
select w.ward, w.name
from ward as w
left join boundary as b on b.area = w.ward
where w.in_area and b.area is null and exists (select 1 from boundary)
