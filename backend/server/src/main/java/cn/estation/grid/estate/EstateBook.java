package cn.estation.grid.estate;

import cn.estation.grid.CellKind;
import cn.estation.grid.Estate;
import cn.estation.grid.Estates;
import cn.estation.grid.Grid;
import cn.estation.grid.PlaceEditing.ChangedMeanwhile;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps estates. Changes of a community's estates take turns at the community. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class EstateBook implements Estates {

    private final EstateMapper estates;
    private final Grid grid;
    private final Ids ids;

    EstateBook(EstateMapper estates, Grid grid, Ids ids) {
        this.estates = estates;
        this.grid = grid;
        this.ids = ids;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Estate> find(long id) {
        return Optional.ofNullable(estates.find(id));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Estate> of(Collection<Long> communities, @Nullable String words, long before, int most) {
        return communities.isEmpty()
                ? List.of()
                : estates.of(communities, EstateMapper.like(words == null ? "" : words), before, most);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Long, List<Long>> buildings(Collection<Long> estateIds) {
        return estateIds.isEmpty()
                ? Map.of()
                : estates.buildingsOf(estateIds).stream()
                        .collect(Collectors.groupingBy(
                                EstateMapper.Belonging::estateId,
                                Collectors.mapping(EstateMapper.Belonging::buildingId, Collectors.toList())));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Long, Estate> taken(long communityId) {
        var all = estates.ofCommunity(communityId).stream().collect(Collectors.toMap(Estate::id, estate -> estate));
        return all.isEmpty()
                ? Map.of()
                : estates.buildingsOf(all.keySet()).stream()
                        .collect(Collectors.toMap(
                                EstateMapper.Belonging::buildingId,
                                belonging -> java.util.Objects.requireNonNull(all.get(belonging.estateId()))));
    }

    @Override
    public long add(long communityId, Text text) {
        estates.holdCommunity(communityId);
        long community = grid.community(communityId).id();
        requireFree(community, 0, text.name());
        long id = ids.next();
        estates.insert(
                new Estate(id, community, "E-" + Codes.next(), text.name(), text.aliases(), text.address(), 1, false));
        return id;
    }

    @Override
    public void change(long id, int edits, Text text) {
        var estate = hold(id);
        requireFree(estate.communityId(), id, text.name());
        if (estates.change(id, edits, text) == 0) {
            throw new ChangedMeanwhile();
        }
    }

    @Override
    public void attach(long id, int edits, Collection<Long> buildings) {
        var estate = hold(id);
        if (estates.touch(id, edits) == 0) {
            throw new ChangedMeanwhile();
        }
        var community = grid.community(estate.communityId());
        var taken = taken(estate.communityId());
        var cells = grid.cells(buildings);
        estates.detach(id);
        for (long building : new TreeSet<>(buildings)) {
            var cell = cells.get(building);
            if (cell == null
                    || cell.kind() != CellKind.BUILDING
                    || cell.validTo() != null
                    || !community.contains(cell)) {
                throw new BadInput("有一栋楼不在这个社区，或已经撤销，请刷新后重选。");
            }
            var other = taken.get(building);
            if (other != null && other.id() != id) {
                throw new BadInput("“%s”已经属于“%s”，请先在那里去掉。".formatted(cell.name(), other.name()));
            }
            estates.insertBuilding(id, building);
        }
    }

    private Estate hold(long id) {
        var estate = find(id).orElseThrow(NotFound::new);
        estates.holdCommunity(estate.communityId());
        return estate;
    }

    private void requireFree(long communityId, long id, String name) {
        if (estates.ofCommunity(communityId).stream()
                .anyMatch(other -> other.id() != id && other.name().equals(name))) {
            throw new BadInput("这个社区已经有“" + name + "”了。居民分不清同名的小区，请加上期数或方位。");
        }
    }
}
