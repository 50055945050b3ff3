package cn.estation.mall.desk;

import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Sha256;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.Shelving;
import cn.estation.mall.shelf.Stock;
import cn.estation.mall.shelf.Vouchers;
import cn.estation.media.Uploads;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What staff do to one item on its page: restock, count, upload codes, add photos. */
@Controller
class StockPages {

    private static final String ITEM = ShelfPages.HOME + "/items/{id}";

    private final Shelving shelving;
    private final Stock stock;
    private final Vouchers vouchers;
    private final Uploads uploads;
    private final Idempotency idempotency;

    StockPages(Shelving shelving, Stock stock, Vouchers vouchers, Uploads uploads, Idempotency idempotency) {
        this.shelving = shelving;
        this.stock = stock;
        this.vouchers = vouchers;
        this.uploads = uploads;
        this.idempotency = idempotency;
    }

    @PostMapping(ITEM + "/stock")
    String stock(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer quantity,
            @RequestParam(defaultValue = "") String siteId,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        var item = shelving.theirs(staff, id.value());
        if (quantity == null || quantity == 0 || quantity < -10_000 || quantity > 10_000) {
            throw new BadInput("件数应为 1 到 10000；盘亏填负数。");
        }
        long site = site(item, siteId);
        var words = ItemForm.reason(reason);
        idempotency.once(staff, "mall.stock:" + id, requestKey, List.of(quantity, site, words), Id.class, () -> {
            shelving.stock(staff, id.value(), site, quantity, words);
            return id;
        });
        flash.addFlashAttribute("toast", "库存已更新。");
        return back(id);
    }

    /** Where it is meant, if the item is at one counter only. */
    private long site(Item item, String siteId) {
        if (!siteId.isBlank()) {
            return Id.valueOf(siteId).value();
        }
        var held = stock.of(item.id());
        if (held.size() != 1) {
            throw new BadInput("请选择领取点。");
        }
        return held.getFirst().siteId();
    }

    @PostMapping(ITEM + "/count")
    String count(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String siteId,
            @RequestParam @Nullable Integer counted,
            @RequestParam @Nullable Integer seen,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        var item = shelving.theirs(staff, id.value());
        if (counted == null || counted < 0 || counted > 100_000 || seen == null) {
            throw new BadInput("请填写盘点时架上实有的件数，0 到 100000。");
        }
        long site = site(item, siteId);
        var words = reason.isBlank() ? "" : ItemForm.reason(reason);
        int difference = idempotency.once(
                staff,
                "mall.count:" + id,
                requestKey,
                List.of(counted, seen, site, words),
                Integer.class,
                () -> shelving.count(staff, id.value(), site, counted, seen, words));
        flash.addFlashAttribute("toast", difference == 0 ? "盘点无误，已记录。" : "盘点已记录，库存调整 %+d 件。".formatted(difference));
        return back(id);
    }

    @PostMapping(ITEM + "/vouchers")
    String upload(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String codes,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        shelving.theirs(staff, id.value());
        int added = idempotency.once(
                staff,
                "mall.vouchers:" + id,
                requestKey,
                Sha256.hex(codes),
                Integer.class,
                () -> vouchers.upload(staff, id.value(), codes));
        flash.addFlashAttribute("toast", added == 0 ? "这些券码以前都上传过，没有新增。" : "已加入 %d 个新券码。".formatted(added));
        return back(id);
    }

    @PostMapping(ITEM + "/vouchers/withdrawal")
    String withdraw(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String batch,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        shelving.theirs(staff, id.value());
        var which = Id.valueOf(batch);
        var words = ItemForm.reason(reason);
        int gone = idempotency.once(
                staff,
                "mall.vouchers-void:" + id,
                requestKey,
                List.of(batch, words),
                Integer.class,
                () -> vouchers.withdraw(staff, id.value(), which.value(), words));
        flash.addFlashAttribute("toast", "已作废 %d 个未发的券码。".formatted(gone));
        return back(id);
    }

    @PostMapping(ITEM + "/photos")
    String addPhoto(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash)
            throws IOException {
        shelving.theirs(staff, id.value());
        var picture = uploads.read(staff, file == null ? new byte[0] : file.getBytes());
        idempotency.once(staff, "mall.photo:" + id, requestKey, picture.fingerprint(), Id.class, () -> {
            shelving.addPhoto(staff, id.value(), picture);
            return id;
        });
        flash.addFlashAttribute("toast", "照片已添加。");
        return back(id);
    }

    @PostMapping(ITEM + "/photos/remove")
    String removePhoto(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String photo,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        shelving.theirs(staff, id.value());
        long gone = Id.valueOf(photo).value();
        idempotency.once(staff, "mall.photo-remove:" + id, requestKey, photo, Id.class, () -> {
            shelving.removePhoto(staff, id.value(), gone);
            return id;
        });
        flash.addFlashAttribute("toast", "照片已去掉。");
        return back(id);
    }

    private static String back(Id id) {
        return "redirect:" + ShelfPages.HOME + "/items/" + id;
    }
}
