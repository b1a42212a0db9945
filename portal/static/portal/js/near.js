// « Autour de moi »: the position stays in the browser. The server is asked for the communes of a square degree, and the
// nearest one is searched around as if its code had been typed.
(() => {
  const RADIANS = Math.PI / 180;
  // Near enough to compare distances within a degree or two.
  const distance = ({ latitude, longitude }, [, north, east]) =>
    Math.hypot(north - latitude, (east - longitude) * Math.cos(latitude * RADIANS));

  const nearest = async (address, coords) => {
    const square = new URLSearchParams({
      latitude: Math.floor(coords.latitude),
      longitude: Math.floor(coords.longitude),
    });
    const { communes } = await (await fetch(`${address}?${square}`)).json();
    return communes.sort((one, other) => distance(coords, one) - distance(coords, other))[0];
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-communes]");
    if (!button) return;
    const { form } = button;
    const say = (text) => {
      form.querySelector("[role=status]").textContent = text;
    };
    const refused = () => say(button.dataset.refused);
    if (!navigator.geolocation) return refused();
    say(button.dataset.asking);
    navigator.geolocation.getCurrentPosition(async ({ coords }) => {
      try {
        const commune = await nearest(button.dataset.communes, coords);
        if (!commune) return say(button.dataset.nowhere);
        [form.elements.pres.value] = commune;
        form.requestSubmit();
      } catch {
        refused();
      }
    }, refused);
  });
})();
