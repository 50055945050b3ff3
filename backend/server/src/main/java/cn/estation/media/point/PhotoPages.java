package cn.estation.media.point;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.PlaceEditing;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.media.Purpose;
import cn.estation.media.Ready;
import cn.estation.media.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The photos of a service point in the console: added, looked at, taken off. */
@Controller
class PhotoPages {

    private static final String HOME = "/console/service-points";
    private static final String PHOTOS = HOME + "/{id}/photos";

    /** As many as the column of a point holds, and more than anybody looks at. */
    private static final int MOST = 6;

    private final ServicePoints points;
    private final Authority authority;
    private final PlaceEditing editing;
    private final Uploads uploads;
    private final AuditTrail audit;
    private final Idempotency idempotency;

    PhotoPages(
            ServicePoints points,
            Authority authority,
            PlaceEditing editing,
            Uploads uploads,
            AuditTrail audit,
            Idempotency idempotency) {
        this.points = points;
        this.authority = authority;
        this.editing = editing;
        this.uploads = uploads;
        this.audit = audit;
        this.idempotency = idempotency;
    }

    @GetMapping(PHOTOS)
    String photos(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        return page(theirs(staff, id.value()), null, model);
    }

    private ServicePoint theirs(Staff staff, long id) {
        authority.require(staff, Permission.KEEP_PLACES);
        var point = points.find(id).orElseThrow(NotFound::new);
        authority.require(staff, Permission.KEEP_PLACES, point.cellId());
        return point;
    }

    private String page(ServicePoint point, @Nullable String wrong, Model model) {
        model.addAttribute("point", point);
        model.addAttribute("photos", point.photoIds());
        model.addAttribute("shown", new HashSet<>(uploads.shown(point.photoIds())));
        model.addAttribute("full", point.photoIds().size() >= MOST);
        model.addAttribute("wrong", wrong);
        return "media/point";
    }

    @PostMapping(PHOTOS)
    String add(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash)
            throws IOException {
        var point = theirs(staff, id.value());
        Ready ready;
        try {
            ready = uploads.read(staff, file == null ? new byte[0] : file.getBytes());
        } catch (Refusal refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(point, refused.sentence(), model);
        }
        idempotency.once(staff, "point.photo:" + id, requestKey, ready.fingerprint(), Id.class, () -> {
            var photos = new ArrayList<>(editing.hold(id.value()).photoIds());
            if (photos.size() >= MOST) {
                throw new BadInput("一个服务点最多 %d 张照片，请先去掉一张。".formatted(MOST));
            }
            photos.add(uploads.add(staff, Purpose.SERVICE_POINT, point.cellId(), ready));
            keep(staff, point, photos, "添加照片");
            return id;
        });
        flash.addFlashAttribute("toast", "照片已添加。");
        return "redirect:" + HOME + "/" + id + "/photos";
    }

    @PostMapping(PHOTOS + "/remove")
    String remove(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String photo,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        var point = theirs(staff, id.value());
        var gone = Id.valueOf(photo).value();
        idempotency.once(staff, "point.photo-remove:" + id, requestKey, photo, Id.class, () -> {
            var photos = new ArrayList<>(editing.hold(id.value()).photoIds());
            if (photos.remove(gone)) {
                keep(staff, point, photos, "去掉照片");
            }
            return id;
        });
        flash.addFlashAttribute("toast", "照片已去掉。");
        return "redirect:" + HOME + "/" + id + "/photos";
    }

    private void keep(Staff staff, ServicePoint point, List<Long> photos, String what) {
        uploads.use(Purpose.SERVICE_POINT, "point:" + point.id(), photos);
        editing.photos(point.id(), photos);
        audit.record(
                staff, point.cellId(), "point.photos", "point:" + point.id(), what + "，现有 " + photos.size() + " 张。");
    }
}
