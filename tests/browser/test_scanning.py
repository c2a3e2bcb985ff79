"""Codes are read with a scanner, which is a keyboard that ends with Enter, and with the camera of a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Window, sign_in
from tests.browser.serving import Served

COUNT = "{ stockCounts(first: 1, state: [COUNTING]) { nodes { id } } }"
LINES = """query ($c: ID!) { stockCountLines(stockCount: $c) {
    nodes { lot counted location { code } } } }"""
CAMERA = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["code_128", "qr_code"]; }
  async detect() { return [{ rawValue: "M-0418" }]; }
};
Object.defineProperty(navigator, "mediaDevices", { value: {
  getUserMedia: async () => {
    if (location.hash === "#closed") throw new Error("closed");
    return document.createElement("canvas").captureStream();
  },
} });
"""


def test_a_shelf_is_counted_with_a_scanner_alone(opened: Window, demo: Served) -> None:
    page = sign_in(opened(demo, DESK))
    page.goto("/inventory/scan")
    code = page.get_by_label("コード", exact=True)
    expect(code).to_be_focused()
    page.keyboard.type("4999999999999")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("4999999999999")
    expect(code).to_be_focused()

    (count,) = demo.erp.query(COUNT)["stockCounts"]["nodes"]
    page.goto(f"/inventory/scan_count?id={count['id']}")
    for scanned in ("A-01", "M-0418"):
        expect(code).to_be_focused()
        page.keyboard.type(scanned)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**code={scanned}**")
    figure = page.locator("input[name$='.quantity']")
    expect(figure).to_be_focused()
    page.keyboard.type("29")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=**")
    expect(code).to_be_focused()
    lines = demo.erp.query(LINES, c=count["id"])["stockCountLines"]["nodes"]
    assert {"lot": "M-0418", "counted": "29", "location": {"code": "A-01"}} in lines


def test_a_phone_reads_with_its_camera_and_goes_on_without(opened: Window, demo: Served) -> None:
    page = sign_in(opened(demo, PHONE))
    page.add_init_script(CAMERA)
    page.goto("/inventory/scan")
    page.get_by_role("button", name="カメラで読む").click()
    page.wait_for_url("**code=M-0418**")
    expect(page.get_by_role("table").first).to_contain_text("M-0418")
    page.goto("/inventory/scan#closed")
    page.reload()
    page.get_by_role("button", name="カメラで読む").click()
    expect(page.locator("[data-said]")).to_contain_text("カメラを使えませんでした")
    expect(page.get_by_label("コード", exact=True)).to_be_focused()
