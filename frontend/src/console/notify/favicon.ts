/** The tab's icon with a drawn badge: how many are waiting. */

const SIZE = 64;

function disc(paint: CanvasRenderingContext2D, x: number, y: number, r: number, fill: string) {
  paint.fillStyle = fill;
  paint.beginPath();
  paint.arc(x, y, r, 0, 2 * Math.PI);
  paint.fill();
}

function draw(waiting: number): string {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const paint = canvas.getContext("2d");
  if (!paint) return "";
  disc(paint, 24, 32, 20, "#6344d6");
  disc(paint, 40, 32, 20, "#0b7168e0");
  disc(paint, 44, 44, 20, "#b45309");
  paint.fillStyle = "#fff";
  paint.font = "700 28px system-ui, sans-serif";
  paint.textAlign = "center";
  paint.textBaseline = "middle";
  paint.fillText(waiting > 9 ? "9+" : String(waiting), 44, 46);
  return canvas.toDataURL("image/png");
}

/** Shows ``waiting`` on the page's icon; 0 brings back the plain one. */
export function badge(plain: string, waiting: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  const href = waiting > 0 ? draw(waiting) : plain;
  link.type = waiting > 0 ? "image/png" : "image/svg+xml";
  if (href && link.href !== href) link.href = href;
}
