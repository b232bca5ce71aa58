// Where everybody’s place at the table is, and what picture stands in it.
() => {
  const box = (of) => { const { x, y, width, height } = of.getBoundingClientRect(); return { x, y, width, height }; };
  const places = [...document.querySelectorAll(".table .seat:not(.over):not(.access)")];
  const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
  const videos = [...document.querySelectorAll(".table video")].map((video) => {
    const { borderRadius, objectFit, scale } = getComputedStyle(video);
    const plays = video.videoWidth > 0 && !video.paused;
    return { ...box(video), round: borderRadius, fit: objectFit, mirrored: scale, plays, muted: video.muted };
  });
  return places.map((place) => {
    const circle = box(place.querySelector(":scope > circle"));
    const [x, y] = middle(circle);
    return {
      name: place.querySelector(".who").textContent,
      circle,
      label: box(place.querySelector(".who")),
      picture: videos.find((video) => Math.hypot(middle(video)[0] - x, middle(video)[1] - y) < 1) ?? null,
      videos: videos.length,
    };
  });
}
