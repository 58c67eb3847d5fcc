/** A small flow to begin with. */

export const EXAMPLE = `flows:
  - id: order-status
    start:
      words: [where is my order, track my order]
    steps:
      - ask: order
        as: order
        text: What is your order number? It looks like L-4127.
      - ask: enough
        text: It left us and arrives within two working days. Does that help?
        options:
          - { id: 'yes', label: 'Yes, thanks' }
          - { id: 'no', label: 'No, it should be here', goto: person }
      - say: Good to hear.
      - goto: end
      - id: person
        hand_off: 'Order {order} is late'
`;
