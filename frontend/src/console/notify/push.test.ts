import { expect, test } from "vitest";
import { bytesOf, deviceName } from "./push";

test("a server's key is read from base64url, whose padding is left out", () => {
  expect([...bytesOf("-_8")]).toEqual([251, 255]);
  expect([...bytesOf("AQIDBA")]).toEqual([1, 2, 3, 4]);
  expect(bytesOf(`B${"A".repeat(86)}`)).toHaveLength(65);
});

test("a device is called by its browser and its system", () => {
  const chrome =
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36";
  expect(deviceName(chrome)).toBe("Chrome on Android");
  expect(deviceName("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140")).toBe(
    "Edge on Windows",
  );
  expect(deviceName("curl")).toBe("A browser");
});
